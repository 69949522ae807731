export {
  insertOfficers,
  insertOrganizations,
  type Organization,
  organizationById,
  organizationsById,
  organizationsIn,
} from './organization.store.ts';
