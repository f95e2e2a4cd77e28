-- An alarm that is over is held back for a while, so that what trembles around a threshold is one; its worst reading stays with it.
alter table alarms add column worst double precision;
update alarms set worst = reading;
alter table alarms alter column worst set not null;
alter table alarms add column calm_since timestamptz;
comment on column alarms.worst is 'The worst reading while it lasted.';
comment on column alarms.calm_since is 'Since when things have been better than its level; null while they are not. Calm for long enough, it ends.';
grant update (worst, calm_since) on alarms to fengqiao_app;
