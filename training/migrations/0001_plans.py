import django.db.models.deletion
import okportal.offices.models
from django.conf import settings
from django.db import migrations, models

from okportal.offices.rls import ProtectTable


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('apprenticeships', '0001_apprenticeships'),
        ('curricula', '0001_curricula'),
        ('offices', '0001_offices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('apprenticeship', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='apprenticeships.apprenticeship')),
                ('curriculum', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
            ],
            options={
                'verbose_name': 'training plan',
                'verbose_name_plural': 'training plans',
            },
        ),
        migrations.CreateModel(
            name='PlanAim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('own_rating', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='own view, 1 to 4')),
                ('reached_on', models.DateField(blank=True, null=True, verbose_name='reached on')),
                ('aim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.aim')),
                ('office', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office')),
                ('plan', okportal.offices.models.TenantForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='training.plan')),
                ('reached_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'aim in the plan',
                'verbose_name_plural': 'aims in the plan',
                'ordering': ['position'],
            },
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('office', 'apprenticeship'), name='plan_once'),
        ),
        migrations.AddConstraint(
            model_name='planaim',
            constraint=models.UniqueConstraint(fields=('office', 'plan', 'aim'), name='plan_aim_once'),
        ),
        migrations.AddConstraint(
            model_name='planaim',
            constraint=models.CheckConstraint(condition=models.Q(('own_rating__isnull', True), ('own_rating__range', (1, 4)), _connector='OR'), name='plan_aim_own_rating'),
        ),
        ProtectTable('Plan'),
        ProtectTable('PlanAim'),
    ]
