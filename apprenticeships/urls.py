"""Addresses of apprentices: /<office>/laerlinger/…; the number is the apprenticeship's."""

from django.urls import path

from apprenticeships import views
from apprenticeships.views import (
    absence,
    absence_report,
    background,
    needs,
    needs_templates,
    notes,
    picture,
    placements,
)
from apprenticeships.views.handing_over import hand_over

app_name = "apprenticeships"

urlpatterns = [
    # the list
    path("", views.list_apprenticeships, name="list"),
    path("ny/", views.register, name="register"),
    path("eksport/", views.export_apprenticeships, name="export"),
    path("valgte/radgiver/", views.assign_advisors, name="assign_advisors"),
    path("valgte/melding/", views.write_to, name="write_to"),
    path("overlevering/<int:membership_id>/", hand_over, name="hand_over"),
    # one file
    path("<int:apprenticeship_id>/", views.detail, name="detail"),
    path("<int:apprenticeship_id>/laereforhold/", views.edit_apprenticeship, name="edit_apprenticeship"),
    path("<int:apprenticeship_id>/kandidattype/", views.change_type, name="change_type"),
    path("<int:apprenticeship_id>/ny-opplaering/", views.new_training, name="new_training"),
    path("<int:apprenticeship_id>/inviter/", views.invite, name="invite"),
    path("<int:apprenticeship_id>/fjern-innlogging/", views.cut_login, name="cut_login"),
    path("<int:apprenticeship_id>/innsyn/", views.viewings, name="viewings"),
    path("<int:apprenticeship_id>/hvem-ser/", views.who_can_see, name="who_can_see"),
    # absence
    path("<int:apprenticeship_id>/fravaer/", absence.absence, name="absence"),
    path("<int:apprenticeship_id>/fravaer/ny/", absence.report_absence, name="report_absence"),
    path("fravaer/", absence_report.absence_report, name="absence_report"),
    path("fravaer/eksport/", absence_report.absence_export, name="absence_export"),
    path("fravaer/<int:absence_id>/", absence.absence_detail, name="absence_detail"),
    path("fravaer/<int:absence_id>/endre/", absence.correct_absence, name="correct_absence"),
    path("fravaer/<int:absence_id>/bekreft/", absence.confirm_absence, name="confirm_absence"),
    path("fravaer/<int:absence_id>/avvis/", absence.decline_absence, name="decline_absence"),
    path("fravaer/<int:absence_id>/trekk/", absence.withdraw_absence, name="withdraw_absence"),
    # the person
    path("<int:apprenticeship_id>/person/", background.person, name="person"),
    path("<int:apprenticeship_id>/person/endre/", views.edit, name="edit"),
    path("<int:apprenticeship_id>/person/mitt/", background.edit_own, name="edit_own"),
    path("<int:apprenticeship_id>/person/kontakt/", background.add_contact, name="add_contact"),
    path("<int:apprenticeship_id>/person/skole/", background.add_school_year, name="add_school_year"),
    path("kontakt/<int:contact_id>/", background.edit_contact, name="edit_contact"),
    path("kontakt/<int:contact_id>/fjern/", background.remove_contact, name="remove_contact"),
    path("skole/<int:school_year_id>/", background.edit_school_year, name="edit_school_year"),
    path("skole/<int:school_year_id>/fjern/", background.remove_school_year, name="remove_school_year"),
    path("<int:apprenticeship_id>/bilde/", picture.picture, name="picture"),
    path("<int:apprenticeship_id>/bilde/endre/", picture.change_picture, name="change_picture"),
    path("<int:apprenticeship_id>/bilde/fjern/", picture.remove_picture, name="remove_picture"),
    # where
    path("<int:apprenticeship_id>/plasseringer/", placements.list_placements, name="placements"),
    path("<int:apprenticeship_id>/plasseringer/ny/", placements.add_placement, name="add_placement"),
    path("plassering/<int:placement_id>/", placements.edit_placement, name="edit_placement"),
    path("plassering/<int:placement_id>/fjern/", placements.remove_placement, name="remove_placement"),
    # needs
    path("<int:apprenticeship_id>/kartlegging/", needs.needs, name="needs"),
    path("<int:apprenticeship_id>/kartlegging/ny/", needs.new_mapping, name="new_mapping"),
    path("kartlegging/<int:mapping_id>/", needs.needs_mapping, name="needs_mapping"),
    path("kartlegging/<int:mapping_id>/endre/", needs.edit_mapping, name="edit_mapping"),
    path("kartlegging/<int:mapping_id>/lesere/", needs.edit_readers, name="edit_readers"),
    path("kartlegging/maler/", needs_templates.needs_templates, name="needs_templates"),
    path("kartlegging/maler/ny/", needs_templates.add_template, name="add_template"),
    path("kartlegging/maler/standard/", needs_templates.make_default_templates, name="make_default_templates"),
    path("kartlegging/maler/<int:template_id>/", needs_templates.edit_template, name="edit_template"),
    # notes
    path("<int:apprenticeship_id>/notater/", notes.notes, name="notes"),
    path("<int:apprenticeship_id>/notater/nytt/", notes.write_note, name="write_note"),
    path("notater/<int:note_id>/", notes.edit_note, name="edit_note"),
    path("notater/<int:note_id>/trekk/", notes.withdraw_note, name="withdraw_note"),
]
