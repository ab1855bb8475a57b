import { testDamagedScans } from './damaged-scans.js';
import { scanByBin } from './told.js';

testDamagedScans(scanByBin);
