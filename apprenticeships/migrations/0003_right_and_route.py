"""By which right and route somebody is trained, and as what, over time."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import InEachOffice, ProtectKey, ProtectTable

TYPE_UNTIL_NOW = """
    INSERT INTO apprenticeships_candidatetypeperiod
        (office_id, apprenticeship_id, candidate_type, from_on, reason, changed_at)
    SELECT office_id, id, candidate_type, COALESCE(start_on, (created_at AT TIME ZONE 'Europe/Oslo')::date), '', now()
    FROM apprenticeships_apprenticeship
"""


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0002_background'),
        ('companies', '0012_contact_log'),
        ('curricula', '0002_trades'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CandidateTypePeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate_type', models.CharField(choices=[('apprentice', 'Apprentice'), ('training_candidate', 'Training candidate'), ('practice_candidate', 'Practice-certificate candidate'), ('on_the_job', 'On-the-job certificate candidate')], max_length=20, verbose_name='candidate type')),
                ('from_on', models.DateField(verbose_name='from')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'candidate type in a period',
                'verbose_name_plural': 'candidate types over time',
                'ordering': ['-from_on', '-id'],
            },
        ),
        migrations.AddField(
            model_name='apprenticeship',
            name='curriculum',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum', verbose_name='curriculum'),
        ),
        migrations.AddField(
            model_name='apprenticeship',
            name='grant_right',
            field=models.CharField(blank=True, choices=[('basis_1', 'Basis I, youth right'), ('basis_2', 'Basis II, right used or adult')], max_length=8, verbose_name='right'),
        ),
        migrations.AddField(
            model_name='apprenticeship',
            name='hr',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.companyperson', verbose_name='HR'),
        ),
        migrations.AddField(
            model_name='apprenticeship',
            name='route',
            field=models.CharField(choices=[('2+2', '2+2, two years of school first'), ('0+4', '0+4, all in the company'), ('1+3', '1+3, one year of school first'), ('taf', 'TAF/YSK, with university admission'), ('fbj', 'Certificate on the job')], default='2+2', max_length=4, verbose_name='model'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'hr'], name='apprenticeship_hr'),
        ),
        migrations.AddIndex(
            model_name='apprenticeship',
            index=models.Index(fields=['office', 'establishment'], name='apprenticeship_place'),
        ),
        migrations.AddField(
            model_name='candidatetypeperiod',
            name='apprenticeship',
            field=okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='candidate_types', to='apprenticeships.apprenticeship'),
        ),
        migrations.AddField(
            model_name='candidatetypeperiod',
            name='changed_by',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='candidatetypeperiod',
            name='office',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office'),
        ),
        migrations.AddConstraint(
            model_name='candidatetypeperiod',
            constraint=models.UniqueConstraint(fields=('office', 'apprenticeship', 'from_on'), name='candidate_type_once_a_day'),
        ),
        ProtectTable("CandidateTypePeriod"),
        ProtectKey("apprenticeship", "hr"),
        InEachOffice(TYPE_UNTIL_NOW),
    ]
