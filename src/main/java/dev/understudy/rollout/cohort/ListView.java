package dev.understudy.rollout.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.ListIterator;

/** A list in JSON, of which an item is looked at when it is asked for. */
final class ListView extends AbstractList<Object> {
    private static final int MOST = 1_000;

    private final Value item;
    private final JsonNode json;

    ListView(Value item, JsonNode json) {
        this.item = item;
        this.json = json;
    }

    @Override
    public Object get(int index) {
        JsonNode at = json.get(index);
        if (at == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return item.of(at);
    }

    @Override
    public int size() {
        return json.size();
    }

    @Override
    public Iterator<Object> iterator() {
        return listIterator(0);
    }

    /** Going through a list is bounded; a single item of a longer one can be had. */
    @Override
    public ListIterator<Object> listIterator(int index) {
        if (size() > MOST) {
            throw new IllegalStateException("A condition goes through at most " + MOST + " items.");
        }
        return super.listIterator(index);
    }
}
