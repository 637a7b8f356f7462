/* The one function of bcryptprimitives.dll that libraries written in Rust ask for and
   Wine 8 does not have; for tests under Wine only. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}
