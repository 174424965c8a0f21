"""Addresses of companies, inside an office under /bedrifter/."""

from django.urls import path

from companies import views

app_name = "companies"

urlpatterns = [
    # companies
    path("", views.list_companies, name="list"),
    path("eksport/", views.export_companies, name="export"),
    path("ny/", views.register, name="register"),
    path("<int:company_id>/", views.detail, name="detail"),
    path("<int:company_id>/rediger/", views.edit, name="edit"),
    path("<int:company_id>/medlemskap/", views.change_activity, name="change_activity"),
    # Enhetsregisteret
    path("<int:company_id>/oppslag/", views.look_up, name="look_up"),
    path("<int:company_id>/oppslag/status/", views.look_up_status, name="look_up_status"),
    path("<int:company_id>/hovedenhet/", views.take_main_unit, name="take_main_unit"),
    # places of work
    path("<int:company_id>/arbeidssteder/", views.establishments, name="establishments"),
    path("<int:company_id>/arbeidssteder/nytt/", views.add_establishment, name="add_establishment"),
    path("arbeidssteder/<int:establishment_id>/rediger/", views.edit_establishment, name="edit_establishment"),
    path("arbeidssteder/<int:establishment_id>/legg-ned/", views.close_establishment, name="close_establishment"),
    path("arbeidssteder/<int:establishment_id>/gjenapne/", views.reopen_establishment, name="reopen_establishment"),
    # documents and logo
    path("<int:company_id>/dokumenter/", views.documents, name="documents"),
    path("<int:company_id>/dokumenter/nytt/", views.add_document, name="add_document"),
    path("dokumenter/<int:document_id>/", views.document, name="document"),
    path("dokumenter/<int:document_id>/fjern/", views.remove_document, name="remove_document"),
    path("<int:company_id>/logo/", views.logo, name="logo"),
    path("<int:company_id>/logo/endre/", views.set_logo, name="set_logo"),
    path("<int:company_id>/logo/fjern/", views.remove_logo, name="remove_logo"),
    # what the company changes itself, and what the office answers
    path("<int:company_id>/opplysninger/", views.change_own, name="change_own"),
    path("endringer/<int:change_id>/", views.change, name="change"),
    path("endringer/<int:change_id>/godta/", views.accept_change, name="accept_change"),
    path("endringer/<int:change_id>/avsla/", views.decline_change, name="decline_change"),
    path("endringer/<int:change_id>/trekk/", views.withdraw_change, name="withdraw_change"),
    # people
    path("<int:company_id>/personer/", views.people, name="people"),
    path("<int:company_id>/personer/ny/", views.add_person, name="add_person"),
    path("<int:company_id>/personer/kjent/", views.find_known, name="find_known"),
    path("<int:company_id>/personer/kjent/<int:person_id>/", views.add_role, name="add_role"),
    path("<int:company_id>/personer/<int:person_id>/", views.person, name="person"),
    path("personer/<int:person_id>/rediger/", views.edit_person, name="edit_person"),
    path("personer/<int:person_id>/tilgang/", views.set_scope, name="set_scope"),
    path("personer/<int:person_id>/inviter/", views.invite_person, name="invite_person"),
    path("personer/<int:person_id>/trekk-invitasjon/", views.withdraw_invitation, name="withdraw_invitation"),
    path("personer/<int:person_id>/avslutt/", views.end_person, name="end_person"),
    # what they can show for it
    path("faglige-ledere/", views.list_supervisors, name="supervisors"),
    path("personer/<int:person_id>/kvalifikasjoner/ny/", views.add_qualification, name="add_qualification"),
    path("kvalifikasjoner/<int:qualification_id>/rediger/", views.edit_qualification, name="edit_qualification"),
    path("kvalifikasjoner/<int:qualification_id>/fjern/", views.remove_qualification, name="remove_qualification"),
    path("kvalifikasjoner/<int:qualification_id>/bevis/", views.evidence, name="evidence"),
    # approvals
    path("<int:company_id>/godkjenninger/", views.list_approvals, name="approvals"),
    path("<int:company_id>/godkjenninger/ny/", views.add_approval, name="add_approval"),
    path("<int:company_id>/godkjenninger/gjeldende/", views.register_approval, name="register_approval"),
    path("<int:company_id>/godkjenninger/soknad/", views.prepare_approval, name="prepare_approval"),
    path("godkjenninger/<int:approval_id>/", views.show_approval, name="approval"),
    path("godkjenninger/<int:approval_id>/kartlegging/", views.mapping, name="mapping"),
    path("godkjenninger/<int:approval_id>/lareplan/", views.renew_mapping, name="renew_mapping"),
    path("godkjenninger/mal/<int:coverage_id>/", views.save_aim, name="save_aim"),
    path("godkjenninger/<int:approval_id>/send/", views.send_approval, name="send_approval"),
    path("godkjenninger/<int:approval_id>/nemnd/", views.hand_to_board, name="hand_to_board"),
    path("godkjenninger/<int:approval_id>/avgjor/", views.decide_approval, name="decide_approval"),
    path("godkjenninger/<int:approval_id>/igjen/", views.apply_again, name="apply_again"),
    path("godkjenninger/<int:approval_id>/soknad/", views.application, name="application"),
    path("godkjenninger/<int:approval_id>/vedtak/", views.decision_letter, name="decision_letter"),
    # places for apprentices, and the yearly question about them
    path("plasser/", views.places_overview, name="places_overview"),
    path("plasser/eksport/", views.export_places, name="export_places"),
    path("plasser/<int:year>/spor/", views.ask_intake, name="ask_intake"),
    path("plasser/svar/<str:token>/", views.answer_intake, name="answer_intake"),
    path("<int:company_id>/plasser/", views.places, name="places"),
    path("<int:company_id>/plasser/<int:year>/rediger/", views.edit_places, name="edit_places"),
    path("<int:company_id>/plasser/<int:year>/spor/", views.ask_company, name="ask_company"),
    path("<int:company_id>/plasser/<int:year>/svar/", views.write_answer, name="write_answer"),
    # guides: the office's library, and what a company is taken through
    path("bibliotek/", views.library, name="library"),
    path("bibliotek/ny/", views.add_guide, name="add_guide"),
    path("bibliotek/forslag/", views.start_library, name="start_library"),
    path("bibliotek/<int:guide_id>/", views.edit_guide, name="edit_guide"),
    path("<int:company_id>/veiledning/", views.list_guidance, name="guidance_list"),
    path("<int:company_id>/veiledning/ny/", views.take_guide, name="take_guide"),
    path("<int:company_id>/veiledning/<int:guidance_id>/", views.guidance, name="guidance"),
    path("veiledning/punkt/<int:point_id>/", views.save_point, name="save_point"),
    path("veiledning/<int:guidance_id>/avslutt/", views.close_guidance, name="close_guidance"),
    path("veiledning/<int:guidance_id>/gjenapne/", views.reopen_guidance, name="reopen_guidance"),
    # the contact log
    path("<int:company_id>/logg/", views.contact_log, name="contact_log"),
    path("<int:company_id>/logg/ny/", views.write_entry, name="write_entry"),
    path("logg/<int:entry_id>/rediger/", views.edit_entry, name="edit_entry"),
    path("logg/<int:entry_id>/trekk/", views.withdraw_entry, name="withdraw_entry"),
    path("logg/<int:entry_id>/fulgt-opp/", views.follow_up, name="follow_up"),
    # the agreement with the office
    path("<int:company_id>/avtaler/", views.list_agreements, name="agreements"),
    path("<int:company_id>/avtaler/ny/", views.add_agreement, name="add_agreement"),
    path("<int:company_id>/avtale/", views.own_agreement, name="own_agreement"),
    path("avtaler/<int:agreement_id>/rediger/", views.edit_agreement, name="edit_agreement"),
    path("avtaler/<int:agreement_id>/forny/", views.renew_agreement, name="renew_agreement"),
    path("avtaler/<int:agreement_id>/avslutt/", views.end_agreement, name="end_agreement"),
    path("avtaler/<int:agreement_id>/fil/", views.agreement_file, name="agreement_file"),
]
