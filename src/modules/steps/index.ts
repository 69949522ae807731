export { mayAnswer, type OnItsWay, routeFor, waitedFor } from './route.ts';
