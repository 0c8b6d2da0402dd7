"""The journal is append-only in the database itself, whoever asks: triggers for SQLite and for PostgreSQL.

(A later migration that makes SQLite copy this table must make its triggers again.)
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal_journalentry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_grows_by_one BEFORE INSERT ON journal_journalentry
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal_journalentry)
    BEGIN SELECT RAISE(ABORT, 'the journal grows by one'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE FUNCTION journal_grows_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal_journalentry) THEN
        RAISE EXCEPTION 'the journal grows by one' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER journal_is_never_edited BEFORE UPDATE OR DELETE ON journal_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()
    """,
    """
    CREATE TRIGGER journal_is_never_cut BEFORE TRUNCATE ON journal_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()
    """,
    """
    CREATE TRIGGER journal_grows_by_one BEFORE INSERT ON journal_journalentry
    FOR EACH ROW EXECUTE FUNCTION journal_grows_by_one()
    """,
]


def make_append_only(apps, schema_editor):
    """Make the triggers of this database."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement, params=None)


def make_editable(apps, schema_editor):
    """Drop them again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("journal_is_never_edited", "journal_is_never_cut", "journal_grows_by_one"):
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP FUNCTION journal_is_append_only() CASCADE")
        schema_editor.execute("DROP FUNCTION journal_grows_by_one() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("journal", "0001_what_was_done")]

    operations = [migrations.RunPython(make_append_only, make_editable)]
