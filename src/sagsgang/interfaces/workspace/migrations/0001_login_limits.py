"""The table in which tries to log in are counted: that of Django's cache, which no model describes."""

from django.core.management import call_command
from django.db import migrations


def make(_apps, schema_editor):
    call_command("createcachetable", "login_limits", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
