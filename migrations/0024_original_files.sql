-- What was sent is not what is kept: pictures are shrunk and turned upright. The hash of the file as it was sent lets
-- whoever still has it prove that it is the one. Null for what was kept before.
alter table document add column original_sha256 text;

-- Which files are in use is asked by their hash when the others are swept.
create index document_file on document (tenant_id, file_sha256);
create index document_thumbnail on document (tenant_id, thumbnail_sha256);
