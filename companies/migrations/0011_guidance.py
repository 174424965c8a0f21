"""Checklists and conversation guides."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0010_places'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuidanceTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('checklist', 'Checklist'), ('conversation', 'Conversation guide')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('introduction', models.TextField(blank=True, max_length=2000, verbose_name='introduction')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'guide in the library',
                'verbose_name_plural': 'guides in the library',
                'ordering': ['title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Guidance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('checklist', 'Checklist'), ('conversation', 'Conversation guide')], max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('introduction', models.TextField(blank=True, max_length=2000, verbose_name='introduction')),
                ('begun_on', models.DateField(verbose_name='begun on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('begun_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('company', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='guidance', to='companies.company')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('template', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='companies.guidancetemplate')),
            ],
            options={
                'verbose_name': 'guidance',
                'verbose_name_plural': 'guidance',
                'ordering': ['-begun_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='GuidanceTemplateItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='point')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('template', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='companies.guidancetemplate')),
            ],
            options={
                'verbose_name': 'point of a guide',
                'verbose_name_plural': 'points of a guide',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='GuidanceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=300, verbose_name='point')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('done_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guidance', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='companies.guidance')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'point of guidance',
                'verbose_name_plural': 'points of guidance',
                'ordering': ['position', 'id'],
                'indexes': [models.Index(fields=['office', 'guidance', 'position'], name='guidance_items')],
            },
        ),
        migrations.AddConstraint(
            model_name='guidancetemplate',
            constraint=models.UniqueConstraint(fields=('office', 'title'), name='guidance_template_once'),
        ),
        migrations.AddIndex(
            model_name='guidance',
            index=models.Index(fields=['office', 'company', '-begun_on'], name='guidance_company'),
        ),
        migrations.AddIndex(
            model_name='guidancetemplateitem',
            index=models.Index(fields=['office', 'template', 'position'], name='guidance_template_items'),
        ),
        ProtectTable("GuidanceTemplate"),
        ProtectTable("Guidance"),
        ProtectTable("GuidanceTemplateItem"),
        ProtectTable("GuidanceItem"),
    ]
