"""What was decided before 1 August 2024 keeps to the act of 1998 (opplæringslova § 30-2)."""

from django.db import migrations, models

from okportal.offices.rls import InEachOffice


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0015_aims_of_a_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='contract',
            name='legal_basis',
            field=models.CharField(choices=[('2023', 'Education Act of 2023'), ('1998', 'Education Act of 1998')], default='2023', max_length=4, verbose_name='legal basis'),
        ),
        InEachOffice("UPDATE contracts_contract SET legal_basis = '1998' WHERE start_on < DATE '2024-08-01'"),
    ]
