"""What was saved, frozen or demanded stays: the databases refuse to change or take away these rows."""

from django.db import migrations

FROZEN = {
    "cases_sectionedit": "a saved text is never edited",
    "cases_draftversion": "a frozen draft is never edited",
    "cases_templateversion": "a template version is never edited",
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


def allow(apps, schema_editor):
    """The way back."""
    for table in FROZEN:
        for moment in ("update", "delete"):
            _forget(schema_editor, f"{table}_no_{moment}", table)


class Migration(migrations.Migration):

    dependencies = [("cases", "0002_drafts_and_approval")]

    operations = [migrations.RunPython(forbid, allow)]
