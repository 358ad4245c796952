import { doubt } from '../lib/doubt.mjs';
import { tell } from '../lib/story.mjs';

tell('php');
tell('php', { alg: 'RS256' });
doubt('php');
