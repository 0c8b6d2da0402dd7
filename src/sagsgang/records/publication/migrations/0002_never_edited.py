"""The databases themselves refuse to change or take away a release or a site statement."""

from django.db import migrations

TABLES = {"publication_release": "a release is never edited", "publication_sitestatement": "a statement is never edited"}


def forbid(apps, schema_editor):
    """Triggers before UPDATE and DELETE."""
    for table, why in TABLES.items():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$")
            schema_editor.execute(f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
                                  f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()")
        else:
            for act in ("UPDATE", "DELETE"):
                schema_editor.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                                      f"BEGIN SELECT RAISE(ABORT, '{why}'); END")


def allow(apps, schema_editor):
    """The way back."""
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_frozen ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_frozen()")
        else:
            for act in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{act}")


class Migration(migrations.Migration):

    dependencies = [("publication", "0001_releases")]

    operations = [migrations.RunPython(forbid, allow)]
