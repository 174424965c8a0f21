"""What somebody brought along: picture, school, people close to them."""

import django.db.models.deletion
import okportal.offices.models
from django.db import migrations, models

from okportal.offices.rls import ProtectKey, ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0001_apprenticeships'),
        ('documents', '0001_stored_files'),
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='apprentice',
            name='picture',
            field=okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile'),
        ),
        migrations.CreateModel(
            name='CloseContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('guardian', 'Guardian'), ('emergency', 'In an emergency')], max_length=10, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('relation', models.CharField(blank=True, max_length=60, verbose_name='relation')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('apprentice', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='close_contacts', to='apprenticeships.apprentice')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'close contact',
                'verbose_name_plural': 'close contacts',
                'ordering': ['kind', 'name', 'id'],
                'indexes': [models.Index(fields=['office', 'apprentice'], name='close_contact_apprentice')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='close_contact_can_be_reached')],
            },
        ),
        migrations.CreateModel(
            name='SchoolYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('vg1', 'Vg1'), ('vg2', 'Vg2'), ('vg3', 'Vg3'), ('other', 'Other')], max_length=5, verbose_name='level')),
                ('school', models.CharField(max_length=150, verbose_name='school')),
                ('programme', models.CharField(blank=True, max_length=150, verbose_name='programme')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='from year')),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                ('is_passed', models.BooleanField(default=True, verbose_name='passed')),
                ('remarks', models.CharField(blank=True, max_length=200, verbose_name='missing subjects')),
                ('apprentice', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='school_years', to='apprenticeships.apprentice')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'school year',
                'verbose_name_plural': 'school years',
                'ordering': ['from_year', 'level', 'id'],
                'indexes': [models.Index(fields=['office', 'apprentice'], name='school_year_apprentice')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_year__isnull', True), ('to_year__gte', models.F('from_year')), _connector='OR'), name='school_year_order')],
            },
        ),
        ProtectTable("CloseContact"),
        ProtectTable("SchoolYear"),
        ProtectKey("apprentice", "picture"),
    ]
