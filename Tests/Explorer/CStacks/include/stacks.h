// Stacks of their own for threads that are only modelled: one runs at a time, and all of them on
// one thread of the system. Nothing here knows what runs on them.
#ifndef INTERLEAVINGS_STACKS_H
#define INTERLEAVINGS_STACKS_H

#include <stddef.h>

/// A flow of control with a stack of its own.
struct flow;
typedef struct flow flow;

/// A flow on a stack of that many bytes, with a page behind it that faults; NULL without memory.
/// With 0 bytes it stands for the caller's own stack.
flow *flow_make(size_t bytes);

/// Frees a flow that does not run. What stood on its stack is forgotten, not unwound.
void flow_free(flow *it);

/// The next switch to this flow calls `body(argument)` on an empty stack. `body` never returns.
void flow_restart(flow *it, void (*body)(void *), void *argument);

/// Leaves `from`, goes on in `to`; returns when somebody switches to `from`.
void flow_switch(flow *from, flow *to);

/// What this thread of the system remembers: one pointer, NULL at first.
void *flow_owner(void);
void flow_set_owner(void *owner);

#endif
