"""How contracts end, and the letters about it."""

import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0005_county_track'),
        ('documents', '0003_seals'),
        ('offices', '0005_county_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mutual', 'Termination by agreement'), ('rescission', 'Rescission by the county authority'), ('lapse', 'Lapse: the training never began, or ran out without a test'), ('completed', 'Completed'), ('company_change', 'Goes on in another company')], max_length=14, verbose_name='how')),
                ('state', models.CharField(choices=[('begun', 'Begun'), ('told', 'The county authority is told'), ('done', 'Done'), ('dropped', 'Dropped')], default='begun', max_length=10, verbose_name='status')),
                ('demanded_by', models.CharField(blank=True, choices=[('candidate', 'The apprentice'), ('company', 'The training company'), ('county', 'The county authority')], max_length=10, verbose_name='demanded by')),
                ('reason', models.CharField(blank=True, choices=[('', 'Not said'), ('wrong_trade', 'Chose another trade or education'), ('other_work', 'Took other work'), ('health', 'Health'), ('moved', 'Moved'), ('absence', 'Absence'), ('conduct', 'Breach of the contract by the apprentice'), ('training', 'Breach of the contract by the company'), ('conflict', 'Working environment or conflict'), ('business', 'Bankruptcy, closing or lack of work'), ('progress', 'Aims out of reach'), ('test_failed', 'Test not passed'), ('other', 'Other')], max_length=12, verbose_name='main reason')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('last_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('wished_on', models.DateField(blank=True, null=True, verbose_name="apprentice's written wish")),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed in writing')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='county authority told in writing')),
                ('heard_on', models.DateField(blank=True, null=True, verbose_name='apprentice heard orally')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name="county authority's decision")),
                ('case_number', models.CharField(blank=True, max_length=40, verbose_name='case number')),
                ('employment_ends', models.BooleanField(default=True, verbose_name='the employment ends as well')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('done_at', models.DateTimeField(editable=False, null=True)),
                ('begun_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='contracts.contract')),
                ('document', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'ending',
                'verbose_name_plural': 'endings',
                'ordering': ['-begun_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', 'Notice to the county authority of termination by agreement'), ('agreement', 'Agreement to end the contract'), ('demand', 'Demand for rescission'), ('hearing', 'Summons to be heard'), ('lapse', 'Notice that the contract has lapsed'), ('confirmation', 'Confirmation that the contract has ended'), ('attest', 'Certificate of training')], max_length=12, verbose_name='kind')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('contract', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='contracts.contract')),
                ('ending', okportal.offices.models.TenantForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='contracts.ending')),
                ('file', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='ending',
            index=models.Index(fields=['office', 'contract'], name='ending_contract'),
        ),
        migrations.AddIndex(
            model_name='ending',
            index=models.Index(fields=['office', 'state', 'last_on'], name='ending_statistics'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['begun', 'told'])), fields=('office', 'contract'), name='ending_one_open'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['begun', 'told', 'done', 'dropped'])), name='ending_state'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('last_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='ending_done_when'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['office', 'contract', '-made_at'], name='letter_contract'),
        ),
        ProtectTable("Ending"),
        ProtectTable("Letter"),
    ]
