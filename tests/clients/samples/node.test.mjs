import { doubt } from '../lib/doubt.mjs';
import { tell } from '../lib/story.mjs';

tell('node');
doubt('node');
