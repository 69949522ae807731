export {
  type Merged,
  mergeInstitutions,
  mergeInstitutionsAs,
  type TypedMerge,
} from './institution-merge.service.ts';
export { type MergeableInstitution, mergeableInstitutions, mergeablePeople } from './mergeable.service.ts';
export { mergePeople, mergePeopleAs } from './person-merge.service.ts';
export { mergeSuppliers, type TypedSupplierMerge } from './supplier-merge.service.ts';
