-- Since when a decision binds: from the moment its minutes are sealed. Before, nothing is paid out and nothing begins.
alter table proposal add column binding_since timestamptz;
