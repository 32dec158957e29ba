-- A key that a person signs with can be withdrawn: nothing new is signed with it, and what it signed before still verifies.
create table account_key_withdrawal (
  kid text primary key references account_key,
  at timestamptz not null,
  account text not null,
  reason text not null check (length(reason) between 1 and 2000)
);

create trigger account_key_withdrawal_append_only before update or delete on account_key_withdrawal
  for each row execute function agreement_history_is_append_only();
