"""What somebody needs, for few readers."""

import django.db.models.deletion
import okportal.crypto
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('apprenticeships', '0006_absences'),
        ('offices', '0004_more_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NeedsTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('introduction', models.TextField(blank=True, max_length=2000, verbose_name='introduction')),
                ('questions', models.JSONField(default=list, verbose_name='questions')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'template for needs mapping',
                'verbose_name_plural': 'templates for needs mapping',
                'ordering': ['title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='NeedsMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', okportal.crypto.EncryptedTextField(verbose_name='answers')),
                ('adaptation', okportal.crypto.EncryptedTextField(blank=True, verbose_name='adaptation agreed on')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='look at again on')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='needs_mappings', to='apprenticeships.apprenticeship')),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('template', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='apprenticeships.needstemplate', verbose_name='template')),
            ],
            options={
                'verbose_name': 'needs mapping',
                'verbose_name_plural': 'needs mappings',
                'ordering': ['-made_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='NeedsReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('mapping', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='apprenticeships.needsmapping')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reader of a needs mapping',
                'verbose_name_plural': 'readers of a needs mapping',
                'ordering': ['user__name', 'id'],
                'indexes': [models.Index(fields=['office', 'user'], name='needs_reader_user')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('to_on__isnull', True)), fields=('office', 'mapping', 'user'), name='needs_reader_one_open'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='needs_reader_dates')],
            },
        ),
        migrations.AddConstraint(
            model_name='needstemplate',
            constraint=models.UniqueConstraint(fields=('office', 'title'), name='needs_template_once'),
        ),
        migrations.AddIndex(
            model_name='needsmapping',
            index=models.Index(fields=['office', 'apprenticeship'], name='needs_mapping_apprenticeship'),
        ),
        ProtectTable("NeedsTemplate"),
        ProtectTable("NeedsMapping"),
        ProtectTable("NeedsReader"),
    ]
