// How somebody acts on a page: by pointing at things, or by the keyboard alone.
import * as forms from './forms.mjs';
import * as keyboard from './keyboard.mjs';

export const pointing = {
  fill: (page, label, text) => forms.answer(page.getByRole('main'), { [label]: text }),
  press: forms.submit,
  follow: forms.follow,
};

export const typing = { fill: keyboard.fill, press: keyboard.press, follow: keyboard.follow };

// The two visitors who have least in common, down to their hands.
export const HANDS = [
  { size: 'phone', script: false, hands: pointing },
  { size: 'desktop', script: true, hands: typing },
];
