/** The file in the data folder that says the demo city stands whole, so that later starts need not ask the database. */
export const SEEDED = 'demo-city';
