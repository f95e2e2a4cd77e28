-- Three more pieces of fixed wording that a county may write itself: what a committee is, what stays confidential, and what both
-- sides promise the court they ask together (docs/decisions/0050).
alter table wording_versions drop constraint wording_versions_piece_check;
alter table wording_versions add constraint wording_versions_piece_check check (
  piece in (
    'limitation_interrupted',
    'rights_and_duties',
    'effect_of_agreement',
    'about_mediation',
    'confidential_and_personal',
    'sincerity'
  )
);
