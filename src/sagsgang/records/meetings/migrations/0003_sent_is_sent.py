"""What was sent stays as it was sent, and a number that was sent stays its item's: the databases refuse the rest."""

from django.db import migrations

FROZEN = {
    "meetings_agendaversion": "a sent agenda is never edited",
    "meetings_versionitem": "a sent item is never edited",
    "meetings_versionannex": "a sent annex is never edited",
    "meetings_recipient": "who was told is never edited",
}
NUMBERED = {
    "meetings_agendaentry_keeps_number": (
        "UPDATE", "a number never changes after sending",
        "OLD.number IS NOT NULL AND (NEW.number IS NULL OR NEW.number <> OLD.number OR NEW.meeting_id <> OLD.meeting_id)"),
    "meetings_agendaentry_stays": ("DELETE", "a sent entry is never deleted", "OLD.number IS NOT NULL"),
}


def _refuse(schema_editor, name, table, moment, why, when=None):
    """A trigger of this database that refuses; `when` is a condition over OLD and NEW."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$", params=None)
        condition = f"WHEN ({when}) " if when else ""
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW {condition}"
                              f"EXECUTE FUNCTION {name}()", params=None)
    else:
        condition = f"WHEN {when} " if when else ""
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {moment} ON {table} {condition}"
                              f"BEGIN SELECT RAISE(ABORT, '{why}'); END", params=None)


def _forget(schema_editor, name, table):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
    else:
        schema_editor.execute(f"DROP TRIGGER {name}")


def forbid(apps, schema_editor):
    """Make the triggers."""
    for table, why in FROZEN.items():
        for moment in ("UPDATE", "DELETE"):
            _refuse(schema_editor, f"{table}_no_{moment.lower()}", table, moment, why)
    for name, (moment, why, when) in NUMBERED.items():
        _refuse(schema_editor, name, "meetings_agendaentry", moment, why, when)


def allow(apps, schema_editor):
    """The way back."""
    for table in FROZEN:
        for moment in ("update", "delete"):
            _forget(schema_editor, f"{table}_no_{moment}", table)
    for name in NUMBERED:
        _forget(schema_editor, name, "meetings_agendaentry")


class Migration(migrations.Migration):

    dependencies = [("meetings", "0002_agendas_being_built_and_sent")]

    operations = [migrations.RunPython(forbid, allow)]
