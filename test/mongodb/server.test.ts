import { storeSuite } from '../suites/store.ts';
import { freshDatabase } from '../support/database.ts';

storeSuite(freshDatabase().uri);
