import { doubt } from '../lib/doubt.mjs';
import { tell } from '../lib/story.mjs';

tell('apache', { refreshes: false });
doubt('apache');
