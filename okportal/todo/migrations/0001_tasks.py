import django.db.models.deletion
import django.db.models.functions.datetime
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=150)),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('facts', models.JSONField(default=dict)),
                ('page', models.CharField(blank=True, db_default='', max_length=60)),
                ('about_id', models.BigIntegerField(null=True)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                ('raised_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='raised')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('outcome', models.CharField(blank=True, db_default='', max_length=300, verbose_name='what came of it')),
                ('assigned', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.membership', verbose_name='who does it')),
                ('done_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('raised_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['office', 'due_on', 'id'], name='task_open'), models.Index(condition=models.Q(('done_at__isnull', False)), fields=['office', '-done_at'], name='task_done_list')],
                'constraints': [models.UniqueConstraint(fields=('office', 'key'), name='task_once'), models.CheckConstraint(condition=models.Q(('done_at__isnull', False), models.Q(('done_by__isnull', True), ('outcome', '')), _connector='OR'), name='task_done')],
            },
        ),
        ProtectTable('Task'),
    ]
