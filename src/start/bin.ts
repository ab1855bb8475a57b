/** The bin: the first of its stages, which loads the others. */
import { loadStage } from './stages.js';

loadStage('./main.cjs');
