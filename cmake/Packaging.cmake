# The Debian package, by `cpack` in the build folder; tools/package builds first. The version, its day and the
# maintainer are those of the newest entry of the changelog.
file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/package/changelog changelog)
list(GET changelog 0 head)
if(NOT head MATCHES "^ccmail2mbox \\(${PROJECT_VERSION}-([0-9]+)\\) ")
  message(FATAL_ERROR "cmake/package/changelog does not begin with version ${PROJECT_VERSION}")
endif()
set(CPACK_DEBIAN_PACKAGE_RELEASE ${CMAKE_MATCH_1})
list(FILTER changelog INCLUDE REGEX "^ -- ")
list(GET changelog 0 signature)
string(REGEX MATCH "^ -- (.*>)  [A-Z][a-z][a-z], ([0-9 ][0-9] [A-Z][a-z][a-z] [0-9]+) " signature "${signature}")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${CMAKE_MATCH_1}")
set(CCMAIL2MBOX_DATE "${CMAKE_MATCH_2}") # in the foot of the man pages

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "converter of Lotus cc:Mail exports to mbox, EML and Maildir")
set(CPACK_PACKAGE_DESCRIPTION "ccmail2mbox reads what EXPORT.EXE of Lotus cc:Mail left behind, one file per
mailbox, often damaged and often the only copy, and writes mail that any modern
server, client or archive takes.
.
Every byte of the input is accounted for, every guess is written down, and the
same input and options give the same mail on every machine. A result can be
verified later, against itself and against the exports.")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# Stamps what was staged with the day of the changelog, so that the same sources give the same package.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/package/stamp.cmake)

set(changelog_gz ${PROJECT_BINARY_DIR}/changelog.Debian.gz)
execute_process(COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/cmake/package/changelog OUTPUT_FILE ${changelog_gz}
                COMMAND_ERROR_IS_FATAL ANY)
install(FILES cmake/package/copyright ${changelog_gz} README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/package/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
        RENAME ccmail2mbox)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN *.md PATTERN *.png)

include(CPack)
