package dev.understudy.sandbox;

/** A text that takes a step for each character that is read: how a search by a pattern shows what it does. */
record Watched(CharSequence text) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        Meter.step();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        Cost.text((long) end - start);
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return Text.of(text);
    }
}
