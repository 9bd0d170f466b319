/* sanitizer.h - the parts of the sanitizers' run time that the stage uses: not every compiler ships
   the headers (compiler-rt, sanitizer/common_interface_defs.h and allocator_interface.h). */
#ifndef STAGE_SANITIZER_H
#define STAGE_SANITIZER_H

#include <stddef.h>

void __sanitizer_set_report_fd(void *descriptor);
void __sanitizer_print_stack_trace(void);
size_t __sanitizer_get_current_allocated_bytes(void);
int __sanitizer_get_ownership(const volatile void *block);

#endif
