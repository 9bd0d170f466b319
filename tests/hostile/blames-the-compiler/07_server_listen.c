/* blames-the-compiler: has the compiler say that it could not start a part of itself. */
#line 1 "gcc: fatal error: cannot execute 'cc1"
int x = ;
