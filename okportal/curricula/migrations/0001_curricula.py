import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Trade',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False, verbose_name='programme area')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('subject_code', models.CharField(blank=True, max_length=10, verbose_name='subject code')),
                ('months', models.PositiveSmallIntegerField(default=24, verbose_name='training period, months')),
                ('test_form', models.CharField(choices=[('fagprove', 'Trade test'), ('svenneprove', "Journeyman's test")], default='fagprove', max_length=12, verbose_name='test')),
            ],
            options={
                'verbose_name': 'trade',
                'verbose_name_plural': 'trades',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Curriculum',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name='code')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('language', models.CharField(choices=[('nob', 'Bokmål'), ('nno', 'Nynorsk'), ('sme', 'Davvisámegiella')], max_length=3, verbose_name='set in')),
                ('set_on', models.DateField(blank=True, null=True, verbose_name='set on')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('trade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='curricula', to='curricula.trade')),
            ],
            options={
                'verbose_name': 'curriculum',
                'verbose_name_plural': 'curricula',
                'ordering': ['trade', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Aim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='code')),
                ('text', models.TextField(verbose_name='text')),
                ('position', models.PositiveSmallIntegerField()),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='curricula.curriculum')),
            ],
            options={
                'verbose_name': 'competence aim',
                'verbose_name_plural': 'competence aims',
                'ordering': ['curriculum', 'position'],
                'constraints': [models.UniqueConstraint(fields=('curriculum', 'code'), name='aim_once')],
            },
        ),
    ]
