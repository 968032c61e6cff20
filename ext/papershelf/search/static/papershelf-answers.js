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
      const forms = Korean.forms(word);
      if (forms.length === 1 || !word.endsWith("도")) return forms;
      const found = await this.entries(word, false, (rest) => rest && Korean.isParticle(rest));
      return found.some(([, before]) => !before) ? [word] : forms;
    }

    /** What makes another word with a form: 이미 before 지도, where the index has 이미지를. */
    async otherWords(form) {
      const stem = Korean.beforeParticle(form);
      const asked = stem ? Korean.SURE.map((particle) => this.entries(stem + particle, true)) : [];
      return new Set((await Promise.all(asked)).flat().map(([, before]) => before).filter(Boolean));
    }

    /** Documents that hold a Korean word; also with its parts apart, unless the index joins them. */
    async korean(word, joined) {
      const forms = await this.forms(word);
      const stem = Korean.verbStem(word);
      const asked = forms.map((form) => (form.length === 1 ? this.syllable(form, word) : this.noun(form)));
      for (const form of forms) if (form.length > 2 && !joined) asked.push(this.apart(form, forms));
      if (stem) asked.push(this.verb(stem));
      return (await Promise.all(asked)).reduce(Sets.add);
    }

    /** Documents of entries that begin with what was looked up. */
    begun(entries) {
      return this.gathered(entries.filter(([, before]) => !before).map(([, , numbers]) => numbers));
    }

    /** Documents with a noun of one syllable, which is only itself; also those of its verb, where that was asked for. */
    async syllable(form, word) {
      const fits = (rest) => Korean.isParticle(rest) || Korean.begins(form, rest) || (form !== word && Korean.isVerbRest(rest));
      return this.begun(await this.entries(form, false, fits));
    }

    /** Documents with a noun: alone and in compounds. */
    async noun(form) {
      const joined = (await this.isHead(form)) && (await this.joinedNoun(form));
      if (joined) return joined;
      const entries = await this.entries(form);
      const isSure = entries.some(([rest, before]) => before && Korean.isParticle(rest));
      const others = isSure ? await this.otherWords(form) : new Set();
      const kept = entries.filter(([rest, before]) => Korean.continues(rest) && !others.has(before));
      return this.gathered(kept.map(([, , numbers]) => numbers));
    }

    /** The same of a noun that is a head; nothing where its keys are to be looked at. */
    async joinedNoun(form) {
      const [joined, others] = await Promise.all([this.joined(form), this.otherWords(form)]);
      const isSure = () => this.entries(form, true).then((entries) => entries.some(([, before]) => before));
      if (joined.some(([before]) => others.has(before)) && !(await isSure())) return null;
      return this.gathered(joined.filter(([before]) => !others.has(before)).map(([, numbers]) => numbers));
    }

    /** Documents with a word that is the first part, and one that begins with the second, in one block of text. */
    async apart(form, forms) {
      const cuts = [];
      for (let cut = form.length > 3 ? 1 : 2; cut < form.length; cut += 1) {
        const first = form.slice(0, cut);
        if (first.length > 1 && forms.includes(first)) continue; // found by itself
        cuts.push(this.parts(first, form.slice(cut)));
      }
      return (await Promise.all(cuts)).reduce(Sets.add, new Map());
    }

    /** The same of two given parts. */
    async parts(first, second) {
      const ends = this.begun(await this.entries(first, true));
      return ends.size ? Sets.near([ends, await this.second(second)]) : ends;
    }

    /** Documents with a word that begins with the second part. */
    async second(text) {
      if (text.length > 1 && (await this.isHead(text))) {
        return this.gathered((await this.joined(text)).filter(([before]) => !before).map(([, numbers]) => numbers));
      }
      // 수 stands alone in 할 수 있다
      const isOne = (rest) => text !== "수" && (Korean.isParticle(rest) || Korean.begins(text, rest));
      return this.begun(await this.entries(text, false, text.length > 1 ? Korean.continues : isOne));
    }

    /** Documents with a verb in any of its forms. */
    async verb(stem) {
      const asked = Korean.conjugated(stem).map(([begin, after]) => this.entries(begin, false, (rest) => after.test(rest)));
      return this.begun((await Promise.all(asked)).flat());
    }

    /** Documents that hold an English word or a number; a word that none holds stands for those it begins. */
    async latin(text, isNumber) {
      const stem = isNumber ? text.toLowerCase() : this.english(text);
      let entries = await this.entries(stem, true);
      if (!entries.length && !isNumber && stem.length > 2) entries = await this.entries(stem);
      return this.gathered(entries.map(([, , numbers]) => numbers));
    }

    /** Documents of each word of a list of tokens. */
    async each(tokens, joined = false) {
      const asked = [];
      for (let at = 0; at < tokens.length; ) {
        const [set, length] = tokens[at].kind === "hangul" ? this.hangulAt(tokens, at, joined) : this.otherAt(tokens, at);
        if (set) asked.push(set);
        at += length;
      }
      return Promise.all(asked);
    }

    /** What gives the documents of the Korean word at a place, and how many tokens it takes; nothing for a particle. */
    hangulAt(tokens, at, joined) {
      const token = tokens[at];
      const next = tokens[at + 1];
      const touches = at > 0 && token.between === "" && tokens[at - 1].kind !== "hangul";
      if (touches && Korean.isParticle(token.text)) return [null, 1]; // LoRA를
      if (touches && token.text.length === 1 && tokens[at - 1].kind === "number") return [null, 1]; // 3배: with its number
      if (next?.kind === "hangul" && next.between === " " && (token.text.length === 1 || next.text.length === 1)) {
        return [this.pair(token.text, next.text), 2]; // 레드 팀
      }
      return [this.korean(token.text, joined), 1];
    }

    /** The same of a number or an English word, with what is joined to it by hyphens. */
    otherAt(tokens, at) {
      const token = tokens[at];
      const next = tokens[at + 1];
      if (token.kind === "number") {
        const after = next?.kind === "hangul" ? next : null;
        const tenThousand = after?.between === "" && after.text === "만"; // 50만 개
        const unit = after && ["", " "].includes(after.between) && (tenThousand || !Korean.isParticle(after.text));
        return [this.latin(unit ? token.text + next.text[0] : token.text, true), 1];
      }
      const joined = [token];
      while (tokens[at + joined.length]?.between === "-" && tokens[at + joined.length].kind !== "hangul") {
        joined.push(tokens[at + joined.length]);
      }
      return [joined.length === 1 ? this.latin(token.text, false) : this.hyphened(joined), joined.length];
    }

    /** Documents of words that are joined by hyphens: as one, and with its parts in one block of text. */
    async hyphened(joined) {
      const hasNumber = joined.some((part) => /^\d/.test(part.text));
      const whole = this.latin(joined.map((part) => part.text).join(""), hasNumber);
      if (hasNumber) return whole; // GPT-4 is no other GPT
      const parts = await Promise.all(joined.map((part) => this.latin(part.text, false)));
      return Sets.add(Sets.near(parts), await whole);
    }

    /** Two words of which one has a single syllable: written apart or as one. */
    async pair(one, two) {
      const [found, ...apart] = await Promise.all([this.korean(one + two), this.korean(one), this.korean(two)]);
      for (const number of Sets.all(apart).keys()) if (!found.has(number)) found.set(number, 0);
      return Sets.add(found, Sets.near(apart));
    }

    /** Documents of a word that means the same as others: with any of them, each in one block of text. */
    async alike(tokens, group) {
      const phrases = group.map((phrase) => this.each(Korean.tokens(phrase), true));
      const [asked, joined, ...others] = await Promise.all([this.each(tokens, tokens.length === 1), this.each(tokens, true), ...phrases]);
      const found = new Map([...Sets.all(asked).keys()].map((number) => [number, 0])); // anywhere
      return [...others, joined].map(Sets.near).reduce(Sets.add, found);
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

    /** Documents that answer a query, the best first: { number, score, rank }. */
    async search(query) {
      const named = [...this.names(query)].map((name) => this.entries(`=${name}`, true));
      const units = this.units(query).map(async ({ tokens, group }) => (group ? [await this.alike(tokens, group)] : this.each(tokens)));
      const found = Sets.all((await Promise.all(units)).flat());
      const lists = (await Promise.all(named)).flat().map(([, , numbers]) => numbers);
      for (const number of this.gathered(lists).keys()) found.set(number, Infinity);
      const ranked = Array.from(found, ([number, score]) => ({ number, score, rank: this.rank(number) }));
      ranked.sort((one, other) => (other.score > one.score) - (other.score < one.score) || one.rank - other.rank);
      return ranked;
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
