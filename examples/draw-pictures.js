// Draws every picture of the examples: `node examples/draw-pictures.js`. The same pictures come out every time.
import { writeFile } from 'node:fs/promises';
import { bookSwap } from './drawing/book-swap.js';
import { canteen } from './drawing/canteen.js';
import { oldBuilding } from './drawing/old-building.js';
import { photograph } from './drawing/photograph.js';
import { pocketGarden } from './drawing/pocket-garden.js';
import { readingCorner } from './drawing/reading-corner.js';
import { riverside } from './drawing/riverside.js';
import { roofTerrace } from './drawing/roof-terrace.js';
import { waterTown } from './drawing/water-town.js';

const folder = new URL('./', import.meta.url);
const write = (name, content) => writeFile(new URL(name, folder), content);

await write('lead/garden.jpg', await photograph(pocketGarden(), 1500));
await write('four-pages/pictures/canteen.jpg', await photograph(canteen(), 1500));
await write('four-pages/pictures/book-swap.jpg', await photograph(bookSwap(), 1200));
await write('four-pages/pictures/reading.jpg', await photograph(readingCorner(), 1200));
await write('four-pages/pictures/riverside.svg', riverside());
await write('four-pages/pictures/lift.svg', oldBuilding());
await write('four-pages/pictures/water-town.svg', waterTown());
await write('four-pages/pictures/terrace.svg', roofTerrace());
