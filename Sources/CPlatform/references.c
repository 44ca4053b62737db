#define _GNU_SOURCE
#include "platform.h"

#include <pthread.h>
#include <stddef.h>

// The runtime has pointers of its own for this (`_swift_retain`, behind a flag for Apple's
// Instruments). They are of no use: while the flag is set Swift 6.3.1 on Linux masks what it
// retains before it has seen whether that is an object, and a short string crashes the program. So
// the calls are counted where this program makes them: in the table by which its own code reaches
// the functions of another library. What a library does within itself is not counted.

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <dlfcn.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__x86_64__)
#define IS_SLOT(type) ((type) == R_X86_64_JUMP_SLOT || (type) == R_X86_64_GLOB_DAT)
#else
#define IS_SLOT(type) ((type) == R_AARCH64_JUMP_SLOT || (type) == R_AARCH64_GLOB_DAT)
#endif

// For each function of the runtime the one that counts and then calls it.
#define COUNTED_ONE(name, result, field)                 \
  static result (*plain_##name)(void *);                 \
  static result counted_##name(void *object) {           \
    sangdam_thread_operations.field++;                   \
    return plain_##name(object);                         \
  }
#define COUNTED_MANY(name, result, field)                \
  static result (*plain_##name)(void *, uint32_t);       \
  static result counted_##name(void *object, uint32_t count) { \
    sangdam_thread_operations.field += count;            \
    return plain_##name(object, count);                  \
  }

COUNTED_ONE(swift_retain, void *, retains)
COUNTED_ONE(swift_tryRetain, void *, retains)
COUNTED_ONE(swift_bridgeObjectRetain, void *, retains)
COUNTED_MANY(swift_retain_n, void *, retains)
COUNTED_MANY(swift_bridgeObjectRetain_n, void *, retains)
COUNTED_ONE(swift_release, void, releases)
COUNTED_ONE(swift_bridgeObjectRelease, void, releases)
COUNTED_MANY(swift_release_n, void, releases)
COUNTED_MANY(swift_bridgeObjectRelease_n, void, releases)

typedef struct {
  const char *name;
  void **plain;
  void *counted;
} replacement;

#define REPLACEMENT(name) {#name, (void **)&plain_##name, (void *)counted_##name}
static const replacement replacements[] = {
    REPLACEMENT(swift_retain),
    REPLACEMENT(swift_tryRetain),
    REPLACEMENT(swift_bridgeObjectRetain),
    REPLACEMENT(swift_retain_n),
    REPLACEMENT(swift_bridgeObjectRetain_n),
    REPLACEMENT(swift_release),
    REPLACEMENT(swift_bridgeObjectRelease),
    REPLACEMENT(swift_release_n),
    REPLACEMENT(swift_bridgeObjectRelease_n),
};
enum { kinds = sizeof replacements / sizeof replacements[0], most_slots = 4 * kinds };

// An entry of the program's table: where it is, what it held, what it holds while we count.
typedef struct {
  void **place;
  void *plain, *counted;
  bool is_sealed;
} slot;
static slot slots[most_slots];
static int slot_count = 0;
static bool is_searched = false;

typedef struct {
  ElfW(Addr) base, sealed_from, sealed_to;
  const ElfW(Sym) * symbols;
  const char *names;
} image;

static void take_slots(const image *program, const ElfW(Rela) * entries, size_t bytes) {
  for (size_t i = 0; i < bytes / sizeof entries[0]; i++) {
    if (!IS_SLOT(ELF64_R_TYPE(entries[i].r_info))) continue;
    const ElfW(Sym) *symbol = &program->symbols[ELF64_R_SYM(entries[i].r_info)];
    const char *name = program->names + symbol->st_name;
    for (int kind = 0; kind < kinds; kind++) {
      if (strcmp(name, replacements[kind].name) != 0 || slot_count == most_slots) continue;
      void *function = dlsym(RTLD_DEFAULT, name);
      if (function == NULL) continue;
      *replacements[kind].plain = function;
      ElfW(Addr) place = program->base + entries[i].r_offset;
      slots[slot_count++] = (slot){
          (void **)place, function, replacements[kind].counted,
          place >= program->sealed_from && place < program->sealed_to};
    }
  }
}

// The first object that is named is the program itself.
static int search(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  (void)context;
  image program = {.base = info->dlpi_addr};
  const ElfW(Dyn) *dynamic = NULL;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type == PT_DYNAMIC) dynamic = (const void *)(program.base + part->p_vaddr);
    if (part->p_type == PT_GNU_RELRO) {
      program.sealed_from = program.base + part->p_vaddr;
      program.sealed_to = program.sealed_from + part->p_memsz;
    }
  }
  const ElfW(Rela) *calls = NULL, *others = NULL;
  size_t call_bytes = 0, other_bytes = 0;
  for (; dynamic != NULL && dynamic->d_tag != DT_NULL; dynamic++) {
    switch (dynamic->d_tag) {
      case DT_SYMTAB: program.symbols = (const void *)dynamic->d_un.d_ptr; break;
      case DT_STRTAB: program.names = (const void *)dynamic->d_un.d_ptr; break;
      case DT_JMPREL: calls = (const void *)dynamic->d_un.d_ptr; break;
      case DT_PLTRELSZ: call_bytes = dynamic->d_un.d_val; break;
      case DT_RELA: others = (const void *)dynamic->d_un.d_ptr; break;
      case DT_RELASZ: other_bytes = dynamic->d_un.d_val; break;
      default: break;
    }
  }
  if (program.symbols != NULL && program.names != NULL) {
    if (calls != NULL) take_slots(&program, calls, call_bytes);
    if (others != NULL) take_slots(&program, others, other_bytes);
  }
  return 1;
}

static bool protect(const slot *entry, int protection) {
  if (!entry->is_sealed) return true;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t begin = (uintptr_t)entry->place & ~(page - 1);
  return mprotect((void *)begin, page, protection) == 0;
}

static void fill_slots(bool counted) {
  for (int i = 0; i < slot_count; i++) {
    if (!protect(&slots[i], PROT_READ | PROT_WRITE)) continue;
    void *function = counted ? slots[i].counted : slots[i].plain;
    __atomic_store_n(slots[i].place, function, __ATOMIC_SEQ_CST);
    protect(&slots[i], PROT_READ);
  }
}

// Both are needed, or nothing could be said.
static bool can_count(void) {
  if (!is_searched) dl_iterate_phdr(search, NULL);
  is_searched = true;
  return plain_swift_retain != NULL && plain_swift_release != NULL;
}
#else
static bool can_count(void) { return false; }
static void fill_slots(bool counted) { (void)counted; }
#endif

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int beginnings = 0;

bool sangdam_begin_counting_references(void) {
  pthread_mutex_lock(&lock);
  bool is_counting = can_count();
  if (is_counting && beginnings++ == 0) fill_slots(true);
  pthread_mutex_unlock(&lock);
  return is_counting;
}

void sangdam_end_counting_references(void) {
  pthread_mutex_lock(&lock);
  if (beginnings > 0 && --beginnings == 0) fill_slots(false);
  pthread_mutex_unlock(&lock);
}
