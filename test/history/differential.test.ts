import { testHistoryScans } from './differential.js';
import { scanByBin } from './told.js';

testHistoryScans(scanByBin);
