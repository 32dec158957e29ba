-- One function for all tables whose rows are written once; nine said the same in their own words. The ledger keeps its own: it is
-- guarded by statement, and under another code.

create function rows_never_change() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % never changes: % refused', tg_table_name, tg_op using errcode = 'KI002';
end
$$;

create or replace trigger account_key_append_only before update or delete on account_key
  for each row execute function rows_never_change();
create or replace trigger account_key_withdrawal_append_only before update or delete on account_key_withdrawal
  for each row execute function rows_never_change();
create or replace trigger agreement_event_append_only before update or delete on agreement_event
  for each row execute function rows_never_change();
create or replace trigger agreement_signature_append_only before update or delete on agreement_signature
  for each row execute function rows_never_change();
create or replace trigger agreement_version_immutable before update or delete on agreement_version
  for each row execute function rows_never_change();
create or replace trigger consent_revision_immutable before update or delete on consent_revision
  for each row execute function rows_never_change();
create or replace trigger deletion_certificate_immutable before update or delete on deletion_certificate
  for each row execute function rows_never_change();
create or replace trigger govstack_revision_immutable before update or delete on govstack_revision
  for each row execute function rows_never_change();
create or replace trigger identity_decision_append_only before update or delete on identity_decision
  for each row execute function rows_never_change();
create or replace trigger impact_assessment_immutable before update or delete on impact_assessment
  for each row execute function rows_never_change();
create or replace trigger match_opinion_append_only before update or delete on match_opinion
  for each row execute function rows_never_change();
create or replace trigger rule_pack_version_immutable before update or delete on rule_pack_version
  for each row execute function rows_never_change();
create or replace trigger transfer_assessment_immutable before update or delete on transfer_assessment
  for each row execute function rows_never_change();

drop function agreement_history_is_append_only();
drop function agreement_version_is_immutable();
drop function consent_revision_is_immutable();
drop function deletion_certificate_is_immutable();
drop function govstack_revision_is_immutable();
drop function impact_assessment_is_immutable();
drop function refuse_change();
drop function rule_pack_version_is_immutable();
drop function transfer_assessment_is_immutable();
