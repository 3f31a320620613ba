const picture = '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{EMod}?';

/**
 * The pattern, for the flag `u`, of one emoji as it is read: a flag, a keycap, or a pictograph with its variation selector,
 * skin tone, tags, and the pictographs that joiners add to it. UTS 51, ED-14a to ED-17. A digit with a selector and without
 * a keycap is a digit.
 */
export const emojiPattern = `\\p{RI}\\p{RI}|[0-9#*]\\ufe0f?\\u20e3|${picture}(?:[\\u{e0020}-\\u{e007e}]+\\u{e007f})?(?:\\u200d${picture})*`;
