-- A paused run keeps its tiles: they wait, nobody takes them, and the coverage counts them as waiting.
alter table runs add column paused integer not null default 0 check (paused in (0, 1));

create index runs_paused on runs (number) where paused = 1;
