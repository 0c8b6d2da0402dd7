"""A seat has one holder, and one substitute, on a day: triggers refuse periods that overlap, on both databases."""

from django.db import migrations

TABLE, WHY = "organisation_occupancy", "one holder of a seat on a day"
OVERLAP = """EXISTS (
  SELECT 1 FROM organisation_occupancy other WHERE other.seat_id = NEW.seat_id AND other.id <> NEW.id
  AND (other.role = 'substitute') = (NEW.role = 'substitute')
  AND other.start <= coalesce(NEW."end", '9999-12-31') AND NEW.start <= coalesce(other."end", '9999-12-31'))"""


def forbid(apps, schema_editor):
    """Triggers before INSERT and UPDATE."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION one_holder_of_a_seat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {OVERLAP} THEN "
            f"RAISE EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            params=None)
        schema_editor.execute(f"CREATE TRIGGER one_holder_of_a_seat BEFORE INSERT OR UPDATE ON {TABLE} "
                              "FOR EACH ROW EXECUTE FUNCTION one_holder_of_a_seat()", params=None)
    else:
        for moment in ("INSERT", "UPDATE"):
            # On SQLite the id of a row to come is not known before: look after it.
            schema_editor.execute(
                f"CREATE TRIGGER one_holder_of_a_seat_{moment.lower()} AFTER {moment} ON {TABLE} WHEN {OVERLAP} "
                f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END", params=None)


def allow(apps, schema_editor):
    """The way back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION one_holder_of_a_seat() CASCADE")
    else:
        for moment in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER one_holder_of_a_seat_{moment}")


class Migration(migrations.Migration):

    dependencies = [("organisation", "0002_people_seats_and_calendar")]

    operations = [migrations.RunPython(forbid, allow)]
