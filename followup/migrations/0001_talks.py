import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('apprenticeships', '0001_apprenticeships'),
        ('contracts', '0001_contracts'),
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('half_year', 'Half-year talk')], default='half_year', max_length=12, verbose_name='kind')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('due_on', models.DateField(verbose_name='due')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('scheduled', 'Date agreed'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='status')),
                ('scheduled_at', models.DateTimeField(blank=True, null=True, verbose_name='time')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('agenda', models.TextField(blank=True, max_length=4000, verbose_name='agenda')),
                ('minutes', models.TextField(blank=True, max_length=20000, verbose_name='minutes')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('reopen_reason', models.CharField(blank=True, max_length=300, verbose_name='reason for reopening')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='apprenticeships.apprenticeship')),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='contracts.contract')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'talk',
                'verbose_name_plural': 'talks',
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('apprentice', 'Apprentice'), ('supervisor', 'Training supervisor'), ('instructor', 'Instructor'), ('advisor', 'Advisor')], max_length=12, verbose_name='role')),
                ('name', models.CharField(max_length=170, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(default='nb', max_length=2)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('talk', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='followup.talk')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='talk',
            index=models.Index(fields=['office', 'state', 'due_on'], name='talk_due'),
        ),
        migrations.AddIndex(
            model_name='talk',
            index=models.Index(fields=['office', 'apprenticeship', 'due_on'], name='talk_apprenticeship'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.UniqueConstraint(fields=('office', 'contract', 'kind', 'number'), name='talk_once'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'scheduled', 'held', 'cancelled'])), name='talk_state'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', False), ('state', 'held')), models.Q(models.Q(('state', 'held'), _negated=True), ('held_on__isnull', True)), _connector='OR'), name='talk_held_has_date'),
        ),
        migrations.AddConstraint(
            model_name='talk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('scheduled_at__isnull', False), _connector='OR'), name='talk_scheduled_has_time'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('office', 'talk', 'role'), name='participant_once'),
        ),
        ProtectTable('Talk'),
        ProtectTable('Participant'),
    ]
