-- A service that acts is told what to do by equalities, and is not asked as a question.
alter table service drop constraint service_conditions_check;
alter table service add constraint service_conditions_check check (conditions in ('equalities', 'any', 'order'));
