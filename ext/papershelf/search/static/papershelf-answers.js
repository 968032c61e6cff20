/* The documents that answer a query, the best first. Loaded after papershelf-index.js. */
"use strict";

const PapershelfAnswers = (() => {
  const Korean = PapershelfKorean;
  const { Index, Sets, plain } = PapershelfIndex;

  /** A name as a key of the index: its letters and digits (`whole` of papershelf/search/places.py). */
  const whole = (name) => Korean.folded(name).toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  class Answers extends Index {
    /** Spellings of a word; 정확도 is no 정확 with a particle where the index has 정확도를. */
    async forms(word) {
      const isNoun = ([rest, before]) => !before && rest && Korean.isParticle(rest);
      return word.endsWith("도") && (await this.entries(word)).some(isNoun) ? [word] : Korean.forms(word);
    }

    /** What makes another word with a form: 이미 before 지도, where the index has 이미지를. */
    async otherWords(form, entries) {
      const found = new Set();
      const stem = Korean.beforeParticle(form);
      if (!stem || !entries.some(([rest, before]) => before && Korean.isParticle(rest))) return found;
      for (const particle of Korean.SURE) {
        for (const [, before] of await this.entries(stem + particle, true)) if (before) found.add(before);
      }
      return found;
    }

    /** Documents that hold a Korean word; also with its parts apart, unless the index joins them. */
    async korean(word, joined) {
      const found = new Map();
      const forms = await this.forms(word);
      for (const form of forms) {
        if (form.length === 1) await this.syllable(form, word, found);
        else await this.noun(form, found);
        if (form.length > 2 && !joined) await this.apart(form, forms, found);
      }
      const stem = Korean.verbStem(word);
      if (stem) await this.verb(stem, found);
      return found;
    }

    /** Documents with a noun of one syllable, which is only itself; also those of its verb, where that was asked for. */
    async syllable(form, word, found) {
      for (const [rest, before, numbers] of await this.entries(form)) {
        const fits = Korean.isParticle(rest) || Korean.begins(form, rest) || (form !== word && Korean.isVerbRest(rest));
        if (!before && fits) this.gather(found, numbers);
      }
    }

    /** Documents with a noun: alone and in compounds. */
    async noun(form, found) {
      const entries = await this.entries(form);
      const others = await this.otherWords(form, entries);
      for (const [rest, before, numbers] of entries) {
        if (Korean.continues(rest) && !others.has(before)) this.gather(found, numbers);
      }
    }

    /** Documents with a word that is the first part, and one that begins with the second, in one block of text. */
    async apart(form, forms, found) {
      for (let cut = form.length > 3 ? 1 : 2; cut < form.length; cut += 1) {
        const [first, second] = [form.slice(0, cut), form.slice(cut)];
        if (first.length > 1 && forms.includes(first)) continue; // found by itself
        const ends = new Map();
        for (const [, before, numbers] of await this.entries(first, true)) {
          if (!before) this.gather(ends, numbers);
        }
        if (!ends.size) continue;
        const begins = new Map();
        for (const [rest, before, numbers] of await this.entries(second)) {
          // 수 stands alone in 할 수 있다
          const fits = second.length > 1 ? Korean.continues(rest) : second !== "수" && (Korean.isParticle(rest) || Korean.begins(second, rest));
          if (!before && fits) this.gather(begins, numbers);
        }
        Sets.add(found, Sets.near([ends, begins]));
      }
    }

    /** Documents with a verb in any of its forms. */
    async verb(stem, found) {
      for (const [begin, after] of Korean.conjugated(stem)) {
        for (const [rest, before, numbers] of await this.entries(begin)) {
          if (!before && after.test(rest)) this.gather(found, numbers);
        }
      }
    }

    /** Documents that hold an English word or a number; a word that none holds stands for those it begins. */
    async latin(text, isNumber) {
      const found = new Map();
      const stem = isNumber ? text.toLowerCase() : this.english(text);
      for (const [, , numbers] of await this.entries(stem, true)) this.gather(found, numbers);
      if (!found.size && !isNumber && stem.length > 2) {
        for (const [, , numbers] of await this.entries(stem)) this.gather(found, numbers);
      }
      return found;
    }

    /** Documents of each word of a list of tokens. */
    async each(tokens, joined = false) {
      const sets = [];
      for (let at = 0; at < tokens.length; ) {
        const [set, length] = tokens[at].kind === "hangul" ? await this.hangulAt(tokens, at, joined) : await this.otherAt(tokens, at);
        if (set) sets.push(set);
        at += length;
      }
      return sets;
    }

    /** Documents of the Korean word at a place, and how many tokens it takes; none for a particle. */
    async hangulAt(tokens, at, joined) {
      const token = tokens[at];
      const next = tokens[at + 1];
      const touches = at > 0 && token.between === "" && tokens[at - 1].kind !== "hangul";
      if (touches && Korean.isParticle(token.text)) return [null, 1]; // LoRA를
      if (touches && token.text.length === 1 && tokens[at - 1].kind === "number") return [null, 1]; // 3배: with its number
      if (next?.kind === "hangul" && next.between === " " && (token.text.length === 1 || next.text.length === 1)) {
        return [await this.pair(token.text, next.text), 2]; // 레드 팀
      }
      return [await this.korean(token.text, joined), 1];
    }

    /** The same of a number or an English word, with what is joined to it by hyphens. */
    async otherAt(tokens, at) {
      const token = tokens[at];
      const next = tokens[at + 1];
      if (token.kind === "number") {
        const after = next?.kind === "hangul" ? next : null;
        const tenThousand = after?.between === "" && after.text === "만"; // 50만 개
        const unit = after && ["", " "].includes(after.between) && (tenThousand || !Korean.isParticle(after.text));
        return [await this.latin(unit ? token.text + next.text[0] : token.text, true), 1];
      }
      const joined = [token];
      while (tokens[at + joined.length]?.between === "-" && tokens[at + joined.length].kind !== "hangul") {
        joined.push(tokens[at + joined.length]);
      }
      if (joined.length === 1) return [await this.latin(token.text, false), 1];
      const hasNumber = joined.some((part) => /^\d/.test(part.text));
      const whole = await this.latin(joined.map((part) => part.text).join(""), hasNumber);
      if (hasNumber) return [whole, joined.length]; // GPT-4 is no other GPT
      const parts = [];
      for (const part of joined) parts.push(await this.latin(part.text, false));
      return [Sets.add(Sets.near(parts), whole), joined.length];
    }

    /** Two words of which one has a single syllable: written apart or as one. */
    async pair(one, two) {
      const found = await this.korean(one + two);
      const apart = [await this.korean(one), await this.korean(two)];
      for (const number of Sets.all(apart).keys()) if (!found.has(number)) found.set(number, 0);
      return Sets.add(found, Sets.near(apart));
    }

    /** Documents of a word that means the same as others: with any of them, each in one block of text. */
    async alike(tokens, group) {
      const found = new Map();
      const asked = await this.each(tokens, tokens.length === 1);
      for (const number of Sets.all(asked).keys()) found.set(number, 0); // anywhere
      for (const phrase of group) Sets.add(found, Sets.near(await this.each(Korean.tokens(phrase), true)));
      return Sets.add(found, Sets.near(await this.each(tokens, true)));
    }

    /** What a query asks for, in turn: its tokens, and the words that mean the same, if any. */
    units(query) {
      const tokens = Korean.tokens(query);
      const found = [];
      for (let at = 0; at < tokens.length; ) {
        const span = this.alias(tokens, at);
        if (span) found.push({ tokens: tokens.slice(at, at + span.length), group: span.group });
        else if (at && !found.at(-1).group) found.at(-1).tokens.push(tokens[at]);
        else found.push({ tokens: [tokens[at]], group: null });
        at += span ? span.length : 1;
      }
      const isStop = (token) => token.kind === "word" && this.stopwords.has(token.text.toLowerCase());
      const kept = found.map((unit) => (unit.group ? unit : { ...unit, tokens: unit.tokens.filter((token) => !isStop(token)) }));
      return kept.some((unit) => unit.tokens.length) ? kept.filter((unit) => unit.tokens.length) : found;
    }

    /** Documents that answer a query, the best first: [number, score]. */
    async search(query) {
      const sets = [];
      for (const { tokens, group } of this.units(query)) {
        if (group) sets.push(await this.alike(tokens, group));
        else sets.push(...(await this.each(tokens)));
      }
      const found = Sets.all(sets);
      const named = [...this.names(query)].map((name) => this.entries(`=${name}`, true));
      for (const [, , numbers] of (await Promise.all(named)).flat()) {
        for (const number of this.gather(new Map(), numbers).keys()) found.set(number, Infinity);
      }
      return [...found].sort((one, other) => (other[1] > one[1]) - (other[1] < one[1]) || this.rank(one[0]) - this.rank(other[0]));
    }

    /** Whole names that a query may be: as it is, without a particle, and what means the same. */
    names(query) {
      const tokens = Korean.tokens(query);
      const last = tokens.at(-1);
      const found = new Set([whole(query), whole(query.replace(/^\s*arxiv:/i, ""))]);
      if (last?.kind === "hangul") {
        const isParticle = tokens.length > 1 && last.between === "" && Korean.isParticle(last.text);
        const before = tokens.slice(0, -1).map((token) => token.text);
        found.add(whole([...before, isParticle ? "" : Korean.bare(last.text)].join("")));
      }
      for (const name of this.aliases.get(this.squash(query)) ?? []) found.add(whole(name));
      found.delete("");
      return found;
    }

    /** The longest run of tokens from a place on that is an alias. */
    alias(tokens, at) {
      for (let length = Math.min(4, tokens.length - at); length > 0; length -= 1) {
        const run = tokens.slice(at, at + length);
        const bases = run.map((token) => this.base(token));
        const last = run.at(-1);
        const noun = last.kind === "hangul" ? Korean.verbNoun(last.text) : ""; // 사전학습된
        const group =
          this.aliases.get(run.map(plain).join("")) ??
          this.aliases.get(bases.join("")) ?? (noun && this.aliases.get([...bases.slice(0, -1), noun].join("")));
        if (group) {
          const after = tokens[at + length];
          const particle = after && after.between === "" && after.kind === "hangul" && Korean.isParticle(after.text);
          return { length: length + (particle ? 1 : 0), group };
        }
      }
      return null;
    }

    /** Texts to mark where they stand: every spelling of every word, and the other words of an alias. */
    marks(query) {
      const found = this.units(query).flatMap((unit) => this.spellings(unit));
      return [...new Set(found)].sort((one, other) => other.length - one.length);
    }

    /** How a word may be spelled that a query asks for. */
    spellings({ tokens, group }) {
      const found = [...(group ?? [])];
      for (const { kind, text } of tokens) {
        const stem = kind === "hangul" ? Korean.verbStem(text) : "";
        found.push(...(kind === "hangul" ? Korean.forms(text) : [text]), ...(stem.length > 1 ? [stem] : []));
      }
      return found.filter((text) => text.length > 1);
    }
  }

  Answers.whole = whole;
  return Answers;
})();
