-- What operators look through: messages whose work is under way or was given up, and what partners' servers sent us.

create index known_message_open on known_message (id) where accepted and state <> 'done';

alter table received_message add column number bigint not null generated always as identity;
create unique index received_message_number on received_message (number);
