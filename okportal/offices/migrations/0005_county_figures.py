"""What a county's figures say about a training period, and its deadlines."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0004_more_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='countyrule',
            name='answer_days',
            field=models.PositiveSmallIntegerField(default=14, verbose_name='days to answer a remark'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='decision_weeks',
            field=models.PositiveSmallIntegerField(default=6, verbose_name='weeks until the county has usually decided'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='full_position_percent',
            field=models.PositiveSmallIntegerField(default=100, verbose_name='counts as a full position, percent'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='on_the_job_months',
            field=models.PositiveSmallIntegerField(default=48, verbose_name='certificate on the job in all, months'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='practice_before_months',
            field=models.PositiveSmallIntegerField(default=12, verbose_name='practice before a contract on the job, months'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='practice_months',
            field=models.PositiveSmallIntegerField(default=24, verbose_name='training to a practice certificate, months'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='send_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='contract with the county, days after the start'),
        ),
        migrations.AddField(
            model_name='countyrule',
            name='taf_months',
            field=models.PositiveSmallIntegerField(default=48, verbose_name='training by TAF/YSK, months'),
        ),
    ]
