export { comparePrices } from './compare-prices.service.ts';
export {
  type HandedPrice,
  type ListedPrice,
  listPrices,
  priceKey,
  pricesOfYears,
  yearsOfPrices,
} from './price-standard.store.ts';
export type { Comparison, PricedLine } from './price-standard.ts';
export { maySetPrices, setPrice } from './set-price.service.ts';
export { priceFields, saysNothingNew, setPrices, type TypedPriceStandard } from './set-prices.service.ts';
