-- What an office that holds money is waited for, and the ceilings of an area.
create index disbursement_waiting on disbursement (tenant_id, program_id, id) where state = 'recorded';
create index organization_region on organization (tenant_id, region_code, id);
